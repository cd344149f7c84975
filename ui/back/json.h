/* json.h: strings of JSON; shared by all that print it. */
#ifndef MEMS_BACK_JSON_H
#define MEMS_BACK_JSON_H

#include <stdio.h>

/* `text` between quotes: valid UTF-8 without raw controls, whatever its bytes. */
void json_string(FILE *out, const char *text);

#endif
