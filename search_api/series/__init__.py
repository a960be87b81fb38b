"""Figures over many reports: series, comparisons, panels and data sheets."""
