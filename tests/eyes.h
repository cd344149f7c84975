/* eyes.h: how colours look to eyes of every kind, by their numbers on a terminal. */
#ifndef MEMS_TESTS_EYES_H
#define MEMS_TESTS_EYES_H

/* All cones, or without those for long, middle or short waves. */
enum eyes { EYES_ALL, EYES_PROTAN, EYES_DEUTAN, EYES_TRITAN, EYES_COUNT };

#define EACH_EYES(eyes) (enum eyes eyes = EYES_ALL; eyes < EYES_COUNT; eyes++)

const char *eyes_name(enum eyes eyes);

struct light { double r, g, b; }; /* linear, 0 .. 1 */

struct light light_of(int index);

/* What these eyes see, as all cones would see it. */
struct light light_seen(struct light light, enum eyes eyes);

/* In OKLab: lightness 0 .. 100, and two opponent colours. */
struct light light_oklab(struct light light);

/* WCAG 2's contrast, 1 .. 21, and the distance in OKLab, of what is seen. */
double contrast(int a, int b, enum eyes eyes);
double distance(int a, int b, enum eyes eyes);

#endif
