"""Tests of the room that links names."""
