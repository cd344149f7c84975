/* relay_line.c: the line of the relay, written and read back strictly. */
#include "relay.h"

#include "digest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t standing_write(const struct standing *standing, char out[RELAY_LINE])
{
    int length = snprintf(out, RELAY_LINE, "mems 1 %016" PRIx64 " %" PRIu32 " %" PRIu32 " %s\n",
                          standing->file, standing->step, standing->seconds,
                          standing->blank ? "blank" : "shown");

    return length > 0 && length < RELAY_LINE ? (size_t)length : 0;
}

/* Digits up to `end`, at most 32 bits of them. */
static bool take_number(const char **at, char end, uint32_t *number)
{
    uint64_t n = 0;
    const char *begin = *at;

    for (; **at >= '0' && **at <= '9' && n <= UINT32_MAX; (*at)++)
        n = n * 10 + (uint64_t)(**at - '0');
    *number = (uint32_t)n;
    return *at > begin && n <= UINT32_MAX && *(*at)++ == end;
}

static bool take_hash(const char **at, uint64_t *hash)
{
    *hash = 0;
    for (int i = 0; i < 16; i++, (*at)++) {
        const char *digits = "0123456789abcdef";
        const char *digit = **at != '\0' ? strchr(digits, **at) : NULL;

        if (digit == NULL)
            return false;
        *hash = *hash << 4 | (uint64_t)(digit - digits);
    }
    return *(*at)++ == ' ';
}

bool standing_read(const char *line, size_t length, struct standing *standing)
{
    static const char head[] = "mems 1 ";
    char text[RELAY_LINE];
    const char *at = text + sizeof head - 1;
    struct standing read;

    if (length >= sizeof text || memchr(line, '\0', length) != NULL)
        return false;
    memcpy(text, line, length);
    text[length] = '\0';
    if (strncmp(text, head, sizeof head - 1) != 0 || !take_hash(&at, &read.file)
        || !take_number(&at, ' ', &read.step) || !take_number(&at, ' ', &read.seconds))
        return false;
    read.blank = strcmp(at, "blank") == 0;
    if (!read.blank && strcmp(at, "shown") != 0)
        return false;
    *standing = read;
    return true;
}

uint64_t relay_name(const char *path)
{
    char *real = realpath(path, NULL);
    const char *name = real != NULL ? real : path;
    uint64_t digest = digest_bytes(DIGEST_START, name, strlen(name));

    free(real);
    return digest;
}
