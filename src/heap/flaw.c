/* flaw.c: words for what a check finds wrong. Whatever numbers a broken record
 * holds, the words fit in their place. */
#include "flaw.h"

#include <stdarg.h>
#include <stdio.h>

bool mems_flaw_say(struct mems_flaw *flaw, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(flaw->found, sizeof flaw->found, format, arguments);
    va_end(arguments);
    return false;
}
