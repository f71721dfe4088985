from cleanwire.native.line_tables cimport LineTable
from cleanwire.native.line_words cimport LineWords
from cleanwire.native.tables cimport Table


cdef int write_shapes(Table table, str source, str folded, LineTable lines, LineWords words) except -1
