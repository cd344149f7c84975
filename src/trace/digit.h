/* digit.h: what a character is worth as a digit. */
#ifndef MEMS_TRACE_DIGIT_H
#define MEMS_TRACE_DIGIT_H

/* 0 to 15, in large or small letters; 16: it is no digit. */
static inline unsigned digit_value(char c)
{
    return c >= '0' && c <= '9' ? (unsigned)(c - '0')
         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

#endif
