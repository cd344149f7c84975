/* relay.h: a presenter tells all notes of the same person where it stands: one line a
 * change over a local socket, and nothing ever comes back. Neither side waits for the
 * other; what a stranger writes is bounded and passed over. */
#ifndef MEMS_UI_RELAY_H
#define MEMS_UI_RELAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/un.h>

/* What is told: "mems 1 HASH STEP SECONDS shown\n", or blank. */
struct standing {
    uint64_t file;       /* ops_digest: the same operations and notes */
    uint32_t step;
    uint32_t seconds;    /* since the presentation began, when this was told */
    bool blank;          /* the screen is */
};

#define RELAY_LINE 80    /* bytes of a line at most, with its LF */

/* Returns the length. */
size_t standing_write(const struct standing *standing, char out[RELAY_LINE]);

/* A line without its LF; false: it is none, in any detail. */
bool standing_read(const char *line, size_t length, struct standing *standing);

/* The name under which presenter and notes of a file meet. */
uint64_t relay_name(const char *path);

/* ---- The presenter ---- */

#define LISTENERS 8      /* at most; more are turned away */

struct relay {
    int socket;          /* that listens, -1: nobody can */
    struct sockaddr_un address;
    struct { int socket; bool owed; } listeners[LISTENERS]; /* -1: none */
    char line[RELAY_LINE];
    size_t length;       /* of the line that was told last */
};

/* false: `why` says why nobody will be told; to be closed in any case. */
bool relay_open(struct relay *relay, uint64_t name, char *why, size_t size);
void relay_close(struct relay *relay);

/* Takes listeners in, lets those go that left, and tells all that is new. To be called
 * now and then; who is slow gets the newest when there is room. `standing` with other
 * seconds alone is nothing new. */
void relay_tell(struct relay *relay, const struct standing *standing);

/* ---- The notes ---- */

struct listener {
    int socket;          /* -1: nobody is heard */
    struct sockaddr_un address;
    char line[RELAY_LINE]; /* that is coming, without its LF */
    size_t length;
    bool skips;          /* what comes up to the next LF is too long for one */
};

enum heard { HEARD_NOBODY, HEARD_NOTHING, HEARD };

/* false: `why` says why nobody can be heard. Nobody needs to speak yet. */
bool listener_open(struct listener *listener, uint64_t name, char *why, size_t size);
void listener_close(struct listener *listener);

/* Without waiting: connects if need be, and reads what came. HEARD: the newest line is
 * in *standing; NOTHING: somebody is there, and said no more. */
enum heard listener_look(struct listener *listener, struct standing *standing);

#endif
