cpdef tuple named_in(str names, words)
