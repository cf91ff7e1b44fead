"""What an analyst decided: kept, found again in every later run, applied, and held against what came in since."""
