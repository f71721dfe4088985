"""Word tables, as `cleanwire.vocabulary` reads them."""
