/* role.c: the letters of roles, from the one list in role.h. */
#include "role.h"

char role_letter(enum role role)
{
    static const char letters[] = {
#define X(name, letter) letter,
        ROLES(X)
#undef X
    };
    return role < ROLE_COUNT ? letters[role] : '?';
}
