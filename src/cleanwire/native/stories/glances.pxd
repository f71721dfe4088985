cdef struct Glance:
    # What little is asked of every place where a text may be cut, and of every run of a few lines.
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
    # Where a run of lines begins and ends, its gain for its length, and what is gained by it without its last line, as
    # it is, and with the line below it.
    Py_ssize_t start
    Py_ssize_t end
    double rank
    double shorter
    double gain
    double longer
