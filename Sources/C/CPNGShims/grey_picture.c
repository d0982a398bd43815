#include "CPNGShims.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

static uint32_t big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

// Width and height stand at a fixed place: an IHDR is always the first chunk (W3C PNG §5.6). They are read here
// because libpng calls sides over a million damage, and makes room for a row before it tells them.
static int read_sides(const uint8_t *png, size_t count, cpng_header *header) {
    static const uint8_t start[16] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    if (count < sizeof start + 8 || memcmp(png, start, sizeof start) != 0) return 0;
    header->width = big_endian(png + sizeof start);
    header->height = big_endian(png + sizeof start + 4);
    return header->width > 0 && header->height > 0;
}

static cpng_status damaged(const char *message, cpng_failure *failure) {
    strncpy(failure->message, message, sizeof failure->message - 1);
    failure->message[sizeof failure->message - 1] = 0;
    return CPNG_DAMAGED;
}

// libpng's own "simplified" reader keeps its setjmp to itself and returns.
cpng_status cpng_decode_grey(const uint8_t *png, size_t count, size_t limit, cpng_header *header,
                             cpng_bytes *rows, cpng_failure *failure) {
    if (!read_sides(png, count, header)) return damaged("not a PNG header", failure);
    if ((uint64_t)header->width * header->height > limit) return CPNG_TOO_LARGE;

    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, png, count)) return damaged(image.message, failure);
    image.format = PNG_FORMAT_GRAY;
    // Else 16-bit files that do not say their gamma are taken for linear, and come out too light.
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    size_t size = (size_t)image.width * image.height;
    rows->bytes = size <= limit ? malloc(size) : NULL;
    if (!rows->bytes) {
        png_image_free(&image);
        return CPNG_OUT_OF_MEMORY;
    }
    rows->count = rows->capacity = size;
    const png_color white = {0xFF, 0xFF, 0xFF};
    if (!png_image_finish_read(&image, &white, rows->bytes, (png_int_32)image.width, NULL))
        return damaged(image.message, failure);
    return CPNG_OK;
}
