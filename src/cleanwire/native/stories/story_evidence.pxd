cdef enum:
    LONG = 100
    # Longer lines count as this many words.


cdef struct Evidence:
    # The evidence for and against a run of lines being another story.

    # Of both cuts and insets: the gain (`TermLines.write_gains`),
    double gain
    double gain_root
    double gain_all
    double gain_abs
    # whether the words of either side occur in the other,
    double shared
    double shared_beside
    double shared_open
    double shared_end
    double coherence
    double low_over_mean
    double low_over_peak
    double mean_over_mean
    double least_over
    double themes_kept
    double themes_beside
    double density
    double title_kept
    double title_beside
    double open_back
    double seam
    double last_back
    # how the stranger begins, and what is above it,
    double subheads
    double own_subheads
    double h_words
    double h_over
    double h_most
    double h_caps_over
    double h_in
    double h_near
    double h_host
    double h_dens
    double h_title
    double residue
    double after_words
    double open_words
    double dateline
    double prose_below
    # and how both are written.
    double words
    double terms
    double host_words
    double lines
    double host_lines
    double prose
    double host_prose
    double paragraphs
    double short
    double digits
    double names_shared
    double style
    double style_over
    double common
    double lead_in
    double lead_out
    double tail_out
    double alike
    double typo

    # Of cuts: how the text divides into parts.
    double gain_rank
    double gain_other
    double gain_over_host
    double host_gain
    double host_gain_abs
    double host_parts
    double in_gain
    double in_gain_abs
    double in_parts
    double all_parts
    double section1
    double section2

    # Of insets: what is around them.
    double gain_next
    double gain_prev
    double bridge
    double near
    double place
    double end_words
    double after_label
    double headings
