// The setjmp boundary of libpng: its errors longjmp, and must not cross a Swift frame.
// 1-bit and 8-bit grey only, but for cpng_decode_grey. Each call owns what it returns until cpng_bytes_free.
#ifndef CPNG_SHIMS_H
#define CPNG_SHIMS_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
    CPNG_OK,
    CPNG_DAMAGED,       // cpng_failure.message says what libpng said
    CPNG_TOO_LARGE,     // cpng_header has the width and height
    CPNG_NOT_GREY,      // cpng_header has the bit depth, cpng_failure the colour type
    CPNG_OUT_OF_MEMORY
} cpng_status;

typedef struct {
    uint32_t width;
    uint32_t height;
    uint8_t bit_depth;           // 1 or 8
    uint32_t dots_per_metre_x;   // 0: not said
    uint32_t dots_per_metre_y;
    uint32_t text_count;         // tEXt entries
} cpng_header;

typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} cpng_bytes;

typedef struct {
    uint8_t colour_type;
    char message[96];
} cpng_failure;

// Writes a 1-bit grey image around its already compressed scanlines (one zlib stream).
// `texts` holds header.text_count pairs of NUL-terminated keyword and text, one after the other.
cpng_status cpng_write(const uint8_t *pixels, size_t count, const cpng_header *header,
                       const char *texts, cpng_bytes *png, cpng_failure *failure);

// Decodes one image of at most `limit` dots. At 1 bit rows are packed and 1 = black; at 8 bits
// a byte is a dot and 0 = black. `texts` is as in cpng_write.
cpng_status cpng_decode(const uint8_t *png, size_t count, size_t limit, cpng_header *header,
                        cpng_bytes *rows, cpng_bytes *texts, cpng_failure *failure);

// Decodes one image of any colour type and depth, of at most `limit` dots, to a byte a dot, 0 = black; what is
// transparent lies on white. Only width and height of the header are filled in.
cpng_status cpng_decode_grey(const uint8_t *png, size_t count, size_t limit, cpng_header *header,
                             cpng_bytes *rows, cpng_failure *failure);

void cpng_bytes_free(cpng_bytes *bytes);

#endif
