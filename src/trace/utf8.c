/* utf8.c: decoding accepts shortest forms only and no surrogates (RFC 3629).
 * How wide a character is: width.c. */
#include "utf8.h"

#include <string.h>

struct range { uint32_t first, last; };

/* Unseen: formats, surrogates, private use and what is no character. */
static const struct range hidden[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, {0x061c, 0x061c},
    {0x115f, 0x1160}, {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},
    {0x2060, 0x206f}, {0x3164, 0x3164}, {0xd800, 0xf8ff}, {0xfdd0, 0xfdef},
    {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffb}, {0xfffe, 0xffff},
    {0xe0000, 0xe00ff}, {0xe01f0, 0x10ffff},
};

static const struct range controls[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x2028, 0x202e}, {0x2066, 0x2069},
};

static const struct range blanks[] = {
    {0x0020, 0x0020}, {0x00a0, 0x00a0}, {0x1680, 0x1680}, {0x2000, 0x200a},
    {0x202f, 0x202f}, {0x205f, 0x205f}, {0x2800, 0x2800}, {0x3000, 0x3000},
};

static bool within(uint32_t code, const struct range *list, size_t count)
{
    for (size_t i = 0; i < count && list[i].first <= code; i++)
        if (code <= list[i].last)
            return true;
    return false;
}
#define WITHIN(code, list) within(code, list, sizeof list / sizeof list[0])

size_t utf8_decode(const char *bytes, size_t length, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)bytes[0];
    size_t count = lead < 0x80 ? 1 : lead >= 0xf8 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3
                 : lead >= 0xc0 ? 2 : 0;
    uint32_t c;

    if (count == 0 || count > length)
        return 0;
    c = count == 1 ? lead : lead & (0x7fu >> count);
    for (size_t i = 1; i < count; i++) {
        unsigned char next = (unsigned char)bytes[i];

        if ((next & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (next & 0x3fu);
    }
    if (c < least[count] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *code = c;
    return count;
}

bool utf8_is_control(uint32_t code)
{
    return WITHIN(code, controls);
}

bool utf8_is_visible(uint32_t code)
{
    return !WITHIN(code, hidden) && !WITHIN(code, blanks);
}

bool utf8_is_shown(uint32_t code)
{
    return !WITHIN(code, hidden);
}

size_t utf8_show(const char *bytes, size_t length, size_t *at, char out[SHOW_SIZE], int *columns)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)bytes[*at];
    uint32_t code;
    size_t taken = utf8_decode(bytes + *at, length - *at, &code);

    if (byte == '\t') {
        out[0] = ' ';
        *columns = 1;
        (*at)++;
        return 1;
    }
    if (taken > 0 && utf8_is_shown(code)) {
        memcpy(out, bytes + *at, taken);
        *columns = utf8_width(code);
        *at += taken;
        return taken;
    }
    out[0] = '\\';
    out[1] = 'x';
    out[2] = digits[byte >> 4];
    out[3] = digits[byte & 15];
    *columns = 4;
    (*at)++;
    return 4;
}
