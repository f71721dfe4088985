"""Scores of lines: decision trees and linear sums over named features, with weights from files."""
