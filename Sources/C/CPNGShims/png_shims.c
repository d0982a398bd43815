#include "CPNGShims.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// Everything that must survive a longjmp lives here, in the caller's frame: no local does.
typedef struct {
    png_structp png;
    png_infop info;
    cpng_failure *failure;
    cpng_bytes *sink;       // what is written so far
    const uint8_t *source;  // what is left to read
    size_t source_count;
} session;

static void on_error(png_structp png, png_const_charp message) {
    session *s = png_get_error_ptr(png);
    strncpy(s->failure->message, message, sizeof s->failure->message - 1);
    s->failure->message[sizeof s->failure->message - 1] = 0;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static int append(cpng_bytes *to, const void *bytes, size_t count) {
    if (count > to->capacity - to->count) {
        size_t capacity = to->capacity ? to->capacity : 8192;
        while (capacity - to->count < count) {
            if (capacity > SIZE_MAX / 2) return 0;
            capacity *= 2;
        }
        uint8_t *grown = realloc(to->bytes, capacity);
        if (!grown) return 0;
        to->bytes = grown;
        to->capacity = capacity;
    }
    if (count) memcpy(to->bytes + to->count, bytes, count);
    to->count += count;
    return 1;
}

static void on_write(png_structp png, png_bytep bytes, size_t count) {
    session *s = png_get_io_ptr(png);
    if (!append(s->sink, bytes, count)) png_error(png, "out of memory");
}

static void on_flush(png_structp png) { (void)png; }

static void on_read(png_structp png, png_bytep bytes, size_t count) {
    session *s = png_get_io_ptr(png);
    if (count > s->source_count) png_error(png, "ends before its end");
    memcpy(bytes, s->source, count);
    s->source += count;
    s->source_count -= count;
}

static cpng_status write(session *s, const uint8_t *pixels, size_t count, const cpng_header *header,
                         const char *texts) {
    if (setjmp(png_jmpbuf(s->png))) return CPNG_DAMAGED;
    png_set_write_fn(s->png, s, on_write, on_flush);
    png_set_IHDR(s->png, s->info, header->width, header->height, 1, PNG_COLOR_TYPE_GRAY,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (header->dots_per_metre_x)
        png_set_pHYs(s->png, s->info, header->dots_per_metre_x, header->dots_per_metre_y,
                     PNG_RESOLUTION_METER);
    for (uint32_t i = 0; i < header->text_count; i++) {
        png_text entry = {.compression = PNG_TEXT_COMPRESSION_NONE, .key = (char *)texts};
        texts += strlen(texts) + 1;
        entry.text = (char *)texts;
        entry.text_length = strlen(texts);
        texts += entry.text_length + 1;
        png_set_text(s->png, s->info, &entry, 1);
    }
    png_write_info(s->png, s->info);
    // png_write_end would look for rows of its own.
    png_write_chunk(s->png, (png_const_bytep)"IDAT", pixels, count);
    png_write_chunk(s->png, (png_const_bytep)"IEND", NULL, 0);
    return CPNG_OK;
}

cpng_status cpng_write(const uint8_t *pixels, size_t count, const cpng_header *header,
                       const char *texts, cpng_bytes *png, cpng_failure *failure) {
    session s = {.failure = failure, .sink = png};
    s.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &s, on_error, on_warning);
    if (!s.png) return CPNG_OUT_OF_MEMORY;
    s.info = png_create_info_struct(s.png);
    cpng_status status = s.info ? write(&s, pixels, count, header, texts) : CPNG_OUT_OF_MEMORY;
    png_destroy_write_struct(&s.png, &s.info);
    return status;
}

static cpng_status read_header(session *s, size_t limit, cpng_header *header) {
    header->width = png_get_image_width(s->png, s->info);
    header->height = png_get_image_height(s->png, s->info);
    header->bit_depth = png_get_bit_depth(s->png, s->info);
    s->failure->colour_type = png_get_color_type(s->png, s->info);
    if (s->failure->colour_type != PNG_COLOR_TYPE_GRAY) return CPNG_NOT_GREY;
    if (header->bit_depth != 1 && header->bit_depth != 8) return CPNG_NOT_GREY;
    if ((uint64_t)header->width * header->height > limit) return CPNG_TOO_LARGE;
    int unit = 0;
    png_uint_32 x = 0, y = 0;
    if (png_get_pHYs(s->png, s->info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER) {
        header->dots_per_metre_x = x;
        header->dots_per_metre_y = y;
    }
    return CPNG_OK;
}

static cpng_status decode(session *s, size_t limit, cpng_header *header, cpng_bytes *texts) {
    if (setjmp(png_jmpbuf(s->png))) return CPNG_DAMAGED;
    png_set_read_fn(s->png, s, on_read);
    png_set_user_limits(s->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(s->png, 1 << 20);
    png_set_chunk_cache_max(s->png, 64);
    png_set_crc_action(s->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_read_info(s->png, s->info);
    cpng_status status = read_header(s, limit, header);
    if (status != CPNG_OK) return status;

    if (header->bit_depth == 1) png_set_invert_mono(s->png);
    int passes = png_set_interlace_handling(s->png);
    png_read_update_info(s->png, s->info);
    size_t stride = png_get_rowbytes(s->png, s->info);
    s->sink->bytes = calloc(header->height, stride);
    if (!s->sink->bytes) return CPNG_OUT_OF_MEMORY;
    s->sink->count = s->sink->capacity = stride * header->height;
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < header->height; y++)
            png_read_row(s->png, s->sink->bytes + y * stride, NULL);
    png_read_end(s->png, s->info);

    png_textp entries = NULL;
    int count = 0;
    png_get_text(s->png, s->info, &entries, &count);
    for (int i = 0; i < count; i++) {
        if (entries[i].compression != PNG_TEXT_COMPRESSION_NONE || !entries[i].text) continue;
        if (!append(texts, entries[i].key, strlen(entries[i].key) + 1)
            || !append(texts, entries[i].text, strlen(entries[i].text) + 1))
            return CPNG_OUT_OF_MEMORY;
        header->text_count++;
    }
    return CPNG_OK;
}

cpng_status cpng_decode(const uint8_t *png, size_t count, size_t limit, cpng_header *header,
                        cpng_bytes *rows, cpng_bytes *texts, cpng_failure *failure) {
    session s = {.failure = failure, .sink = rows, .source = png, .source_count = count};
    s.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &s, on_error, on_warning);
    if (!s.png) return CPNG_OUT_OF_MEMORY;
    s.info = png_create_info_struct(s.png);
    cpng_status status = s.info ? decode(&s, limit, header, texts) : CPNG_OUT_OF_MEMORY;
    png_destroy_read_struct(&s.png, &s.info, NULL);
    return status;
}

void cpng_bytes_free(cpng_bytes *bytes) {
    free(bytes->bytes);
    *bytes = (cpng_bytes){0};
}
