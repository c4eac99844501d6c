"""Repledge: is this pledge new money? Read `repledge/pipeline.py` first."""

__version__ = "0.1.0"
