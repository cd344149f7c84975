/* interrupt.c: the handler of SIGINT and what it notes, which can hang nowhere
 * but here. */
#include "interrupt.h"

#include <signal.h>
#include <stdlib.h>

static volatile sig_atomic_t noted;
static struct sigaction former;

static void on_interrupt(int number)
{
    noted = number;
}

void interrupt_begin(void)
{
    struct sigaction action = {.sa_handler = on_interrupt}; /* calls are not restarted */

    noted = 0;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, NULL, &former);
    if (former.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
}

bool interrupted(void)
{
    return noted != 0;
}

void interrupt_end(void)
{
    sigaction(SIGINT, &former, NULL);
    noted = 0;
}

void interrupt_die(void)
{
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
    exit(128 + SIGINT); /* it was blocked */
}
