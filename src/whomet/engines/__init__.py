"""Engines: where per-document work runs: in this process, or in several."""
