from cleanwire.native.stories.sides cimport Sides
from cleanwire.native.stories.story_evidence cimport Evidence


cdef int find_divisions(Sides sides, double gain, Evidence *known) except -1
