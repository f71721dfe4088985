from cleanwire.native.stories.sides cimport Sides
from cleanwire.native.stories.story_evidence cimport Evidence


cdef int find_styles(Sides sides, Evidence *known) except -1
