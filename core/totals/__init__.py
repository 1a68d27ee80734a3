"""Totals beside the records: exact at every moment, folded in the background (docs/decisions/0007-totals.md)."""
