"""Scores of lines: decision trees and linear sums over named evidence, with weights from files."""
