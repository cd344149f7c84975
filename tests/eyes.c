/* eyes.c: see eyes.h. Colours are those of theme_rgb: xterm's, in sRGB. */
#include "eyes.h"

#include "theme.h"

#include <math.h>

const char *eyes_name(enum eyes eyes)
{
    static const char *const names[EYES_COUNT] = {"all", "protan", "deutan", "tritan"};
    return names[eyes];
}

static double linear(unsigned level)
{
    double c = level / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

struct light light_of(int index)
{
    uint32_t rgb = theme_rgb(index);
    return (struct light){linear(rgb >> 16), linear(rgb >> 8 & 255), linear(rgb & 255)};
}

static double within(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency", 2009: severity 1.0, applied to linear light. */
struct light light_seen(struct light c, enum eyes eyes)
{
    static const double matrix[EYES_COUNT][9] = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
    };
    const double *m = matrix[eyes];
    return (struct light){within(m[0] * c.r + m[1] * c.g + m[2] * c.b),
                          within(m[3] * c.r + m[4] * c.g + m[5] * c.b),
                          within(m[6] * c.r + m[7] * c.g + m[8] * c.b)};
}

/* Ottosson 2020, times 100. */
struct light light_oklab(struct light c)
{
    double l = cbrt(0.4122214708 * c.r + 0.5363325363 * c.g + 0.0514459929 * c.b);
    double m = cbrt(0.2119034982 * c.r + 0.6806995451 * c.g + 0.1073969566 * c.b);
    double s = cbrt(0.0883024619 * c.r + 0.2817188376 * c.g + 0.6299787005 * c.b);
    return (struct light){100 * (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
                          100 * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
                          100 * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)};
}

static double luminance(int index, enum eyes eyes)
{
    struct light c = light_seen(light_of(index), eyes);
    return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

double contrast(int a, int b, enum eyes eyes)
{
    double x = luminance(a, eyes) + 0.05, y = luminance(b, eyes) + 0.05;
    return x > y ? x / y : y / x;
}

double distance(int a, int b, enum eyes eyes)
{
    struct light p = light_oklab(light_seen(light_of(a), eyes));
    struct light q = light_oklab(light_seen(light_of(b), eyes));
    return sqrt((p.r - q.r) * (p.r - q.r) + (p.g - q.g) * (p.g - q.g) + (p.b - q.b) * (p.b - q.b));
}
