/* json.c: strings of JSON. What is no printable character becomes U+FFFD, as in
 * frames; controls of ASCII are escaped. */
#include "json.h"

#include "character.h"

static void put_text(FILE *out, const char **text)
{
    char bytes[4];
    int width;
    size_t count = character_encode(text_next(text, &width), bytes);

    fwrite(bytes, 1, count, out);
}

void json_string(FILE *out, const char *text)
{
    fputc('"', out);
    while (*text != '\0') {
        unsigned char byte = (unsigned char)*text;

        if (byte >= 0x20 && byte != 0x7f && byte != '"' && byte != '\\') {
            put_text(out, &text);
            continue;
        }
        if (byte < 0x20 || byte == 0x7f)
            fprintf(out, "\\u%04x", byte);
        else
            fprintf(out, "\\%c", byte);
        text++;
    }
    fputc('"', out);
}
