cdef double added_up(const double *numbers, Py_ssize_t count) noexcept nogil
