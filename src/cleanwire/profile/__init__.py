"""What only many documents can tell: the templates of sites, and which document a passage is native to."""
