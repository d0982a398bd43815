// cairo's types are CPango's: declared here once more, each would hide the other from some files.
#pragma clang module import CPango
#include <librsvg/rsvg.h>
