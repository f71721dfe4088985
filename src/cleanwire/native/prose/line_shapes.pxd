from cleanwire.native.text.line_tables cimport LineTable
from cleanwire.native.prose.line_words cimport LineWords
from cleanwire.native.numbers.columns cimport Table


cdef int write_shapes(Table table, str source, str folded, LineTable lines, LineWords words) except -1
