from cleanwire.native.stories.sides cimport Sides
from cleanwire.native.stories.story_evidence cimport Evidence


cdef int find_shared_terms(Sides sides, Evidence *known) except -1
