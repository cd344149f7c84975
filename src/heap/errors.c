/* errors.c: a sentence for every error, fault and policy, from the one list of
 * each in mems/heap.h. */
#include "mems/heap.h"

#include <stddef.h>

#define X(name, text) text,
static const char *const errors[] = {MEMS_ERRORS(X)};
static const char *const faults[] = {MEMS_FAULTS(X)};
#undef X

static const char *const policies[MEMS_POLICIES] = {"first", "next", "best", "worst"};

static const char *pick(const char *const *texts, size_t count, unsigned which)
{
    return which < count ? texts[which] : "unknown";
}

const char *mems_error_text(enum mems_error error)
{
    return pick(errors, sizeof errors / sizeof *errors, error);
}

const char *mems_fault_text(enum mems_fault fault)
{
    return pick(faults, sizeof faults / sizeof *faults, fault);
}

const char *mems_policy_name(enum mems_policy policy)
{
    return pick(policies, MEMS_POLICIES, policy);
}
