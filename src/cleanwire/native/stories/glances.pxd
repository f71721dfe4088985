cdef struct Glance:
    # The few features of every candidate cut, and of every candidate run of a few lines: first the gain, as
    # `TermLines.write_gains` writes it.
    double gain
    double gain_root
    double gain_all
    double gain_abs
    double words
    double host_words
    double lines
    double host_lines
    double residue
    double headline
    double prose
    double prose_below
    double after_words
    double open_words
    double gain_prev
    double gain_next
    double headline_below
    double after_label
    double end_words
    double place


cdef struct Run:
    # Start and end of a run of lines, its gain relative to its length, and the gains without its last line, as it is,
    # and with the line below it.
    Py_ssize_t start
    Py_ssize_t end
    double rank
    double shorter
    double gain
    double longer
