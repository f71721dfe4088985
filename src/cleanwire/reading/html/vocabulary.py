"""Words in classes, ids and roles that say what a part of a page is."""

__all__ = ["HINT_WORDS"]

HINT_WORDS = frozenset(
    """
    comment comments respond reply thread disqus
    related recommended trending popular latest recent more read
    share sharing social facebook twitter follow
    nav navigation menu submenu breadcrumb breadcrumbs masthead header toolbar skip search
    footer contentinfo copyright legal privacy disclaimer
    sidebar aside complementary widget rail
    author authors byline bio avatar vcard meta date time published updated posted
    caption credit attribution image gallery figure slide carousel media video
    newsletter signup subscribe subscription form login
    ad ads advertisement sponsored promo banner cta
    cookie consent modal popup notice alert
    tags tag taxonomy category categories topics label
    card cards teaser list item grid excerpt
    button buttons btn toggle icon links link tooltip print
    title headline subtitle toc contents table
    product products price pagination prev next previous rating reviews count
    article content entry post posts body text story main prose paragraph richtext rich hentry summary intro lead dek
    description quote blockquote info box inner block section results key takeaways
    faq question answer note job event review name
    """.split()  # noqa: SIM905, ninety quoted words would be harder to read
)
"""Words for functions, not names of frameworks, products or sites. They were chosen from the words in classes on at
least fifteen development domains. Their weights are in `own-weights.toml` and `trafilatura-weights.toml`."""
