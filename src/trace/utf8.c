/* utf8.c: decoding accepts shortest forms only and no surrogates (RFC 3629).
 * The tables are coarse: ranges of scripts, not single characters. */
#include "utf8.h"

#include <string.h>

struct range { uint32_t first, last; };

/* Unseen: formats, surrogates, private use and what is no character. */
static const struct range hidden[] = {
    { 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad }, { 0x061c, 0x061c },
    { 0x115f, 0x1160 }, { 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
    { 0x2060, 0x206f }, { 0x3164, 0x3164 }, { 0xd800, 0xf8ff }, { 0xfdd0, 0xfdef },
    { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0xfffe, 0xffff },
    { 0xe0000, 0xe00ff }, { 0xe01f0, 0x10ffff },
};

static const struct range controls[] = {
    { 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x2028, 0x202e }, { 0x2066, 0x2069 },
};

static const struct range blanks[] = {
    { 0x0020, 0x0020 }, { 0x00a0, 0x00a0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200a },
    { 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x2800, 0x2800 }, { 0x3000, 0x3000 },
};

static const struct range combining[] = {
    { 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd }, { 0x0610, 0x061a },
    { 0x064b, 0x065f }, { 0x06d6, 0x06dc }, { 0x093c, 0x093c }, { 0x0941, 0x0948 },
    { 0x0e31, 0x0e31 }, { 0x0e34, 0x0e3a }, { 0x0e47, 0x0e4e }, { 0x1ab0, 0x1aff },
    { 0x1dc0, 0x1dff }, { 0x20d0, 0x20ff }, { 0x3099, 0x309a }, { 0xfe00, 0xfe0f },
    { 0xfe20, 0xfe2f }, { 0xe0100, 0xe01ef },
};

static const struct range wide[] = {
    { 0x1100, 0x115f }, { 0x231a, 0x231b }, { 0x23e9, 0x23ec }, { 0x25fd, 0x25fe },
    { 0x2614, 0x2615 }, { 0x2648, 0x2653 }, { 0x26a1, 0x26a1 }, { 0x2705, 0x2705 },
    { 0x270a, 0x270b }, { 0x274c, 0x274c }, { 0x2753, 0x2755 }, { 0x2795, 0x2797 },
    { 0x2b50, 0x2b50 }, { 0x2e80, 0x303e }, { 0x3041, 0x33ff }, { 0x3400, 0x4dbf },
    { 0x4e00, 0xa4cf }, { 0xa960, 0xa97c }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },
    { 0xfe30, 0xfe6f }, { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x17000, 0x18aff },
    { 0x1b000, 0x1b2ff }, { 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f7e0, 0x1f7eb },
    { 0x1f900, 0x1f9ff }, { 0x1fa70, 0x1faff }, { 0x20000, 0x3fffd },
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
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
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

int utf8_width(uint32_t code)
{
    if (WITHIN(code, hidden))
        return -1;
    if (WITHIN(code, combining))
        return 0;
    return WITHIN(code, wide) ? 2 : 1;
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
    if (taken > 0 && utf8_width(code) >= 0) {
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
