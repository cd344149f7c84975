/* hostile.c: what programs of strangers do, by mistake or not; -DHOW chooses which. It
 * prints nothing of use, and gives every block a mapping of its own. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define PAGE_SIZE 4096

enum { ESCAPES = 1, FLOOD, FORKS, NEVER, EXITS, CRASHES, CLOSES, SCRIBBLES, EATS, KILLS, FILES,
       ABORTS, STOPS, DETACHES, SPOILS };

static char *memory[4096];
static size_t next = 1000;

void mems_init(void)
{
    if (HOW == CLOSES)
        for (int i = 0; i < 200; i++)
            close(i);
    if (HOW == SCRIBBLES)
        for (int i = 0; i < 200; i++)
            if (write(i, "0123456789abcdef0123456789abcdef", 32) < 0)
                continue;
    if (HOW == KILLS)
        for (;;)
            if (kill(getppid(), SIGKILL) != 0)
                abort();
    if (HOW == STOPS)
        raise(SIGSTOP);
    if (HOW == DETACHES && fork() == 0) {
        setsid();
        sleep(10);
        exit(0);
    }
}

void mems_finish(void)
{
}

void *mems_malloc(size_t size)
{
    char *block;
    size_t pages = (size + PAGE_SIZE - 1) / PAGE_SIZE, at = next;

    if (HOW == NEVER)
        for (;;)
            ;
    if (HOW == FORKS)
        for (int i = 0;; i += i < 20) /* a small bomb: somebody may run it without limits */
            if (i < 20 && fork() == 0)
                for (;;)
                    pause();
    if (HOW == EATS)
        for (;;)
            if ((block = malloc(1 << 20)) != NULL)
                memset(block, 1, 1 << 20);
    if (HOW == FILES) {
        int file = open("large", O_CREAT | O_WRONLY, 0600);
        static char zeros[1 << 16];

        while (write(file, zeros, sizeof zeros) > 0)
            ;
    }
    block = mmap(NULL, pages * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                 0);
    if (block == MAP_FAILED || size > pages * PAGE_SIZE)
        return NULL;
    for (size_t i = 0; i < pages; i++)
        memory[(next - 1000) / PAGE_SIZE + i] = block + i * PAGE_SIZE;
    next += pages * PAGE_SIZE;
    if (HOW == SPOILS && at > 1000)
        memory[0][17] ^= 1;
    return (void *)at;
}

void mems_free(void *address)
{
    if (HOW == EXITS)
        exit(0);
    if (HOW == CRASHES)
        *(volatile char *)0 = 1;
    if (HOW == ABORTS) {
        fprintf(stderr, "\033[31mlast words\007 of it\n");
        abort();
    }
    (void)address;
}

void *mems_get(void *address)
{
    size_t at = (size_t)address - 1000;

    return at < next - 1000 ? memory[at / PAGE_SIZE] + at % PAGE_SIZE : NULL;
}

void mems_print_stats(void)
{
    if (HOW == ESCAPES)
        printf("\033]0;title\007\033[2J\033[?1049hMAIN[\033[7m\x9b\x01:\xff]\r\n");
    while (HOW == FLOOD)
        printf("MAIN[1000:5095]-> P[1000:5095] <-> ");
}
