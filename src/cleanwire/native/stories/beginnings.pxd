from cleanwire.native.stories.sides cimport Sides
from cleanwire.native.stories.story_evidence cimport Evidence


cdef void find_beginning(Sides sides, Evidence *known) noexcept
