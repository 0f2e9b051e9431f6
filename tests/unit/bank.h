/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_BANK_H
#define TESTS_UNIT_BANK_H

/* The scenario of the worked examples E11, E12 and E13 of docs/gap.md, as a workspace. */
#define BANK \
    "personas:\n" \
    "  dana: {name: Dana, share: 60%, values: {speed: 8, freedom: 9, collaboration: 4, " \
    "customization: 6, ease: 3}}\n" \
    "  omar: {name: Omar, share: 40%, values: {speed: 3, freedom: 4, collaboration: 9, " \
    "customization: 6, ease: 8}}\n" \
    "scenarios:\n" \
    "  bank:\n" \
    "    title: change of bank details\n" \
    "    volume: 40 / week\n" \
    "    actual:\n" \
    "      open:\n" \
    "        - {greet: greet, channel: phone, tool: telephony, takes: 2, effort: 2, feel: 0, " \
    "autonomy: 2}\n" \
    "        - {identify: identify, channel: phone, tool: HRIS, takes: 4, times: 3, effort: 3, " \
    "feel: -1, autonomy: 1}\n" \
    "      solve:\n" \
    "        - {look-up: look up, channel: phone, tool: HRIS, takes: 6, wait: 3, effort: 4, feel: " \
    "-1, autonomy: 2}\n" \
    "        - {change: change, channel: phone, tool: HRIS, takes: 5, wait: 0, effort: 3, feel: 0, " \
    "autonomy: 1}\n" \
    "        - {re-key: re-key, channel: phone, tool: payroll, takes: 7, effort: 4, feel: -2, " \
    "autonomy: 1}\n" \
    "        - {approval: approval, who: team lead, wait: 30, takes: 1, effort: 2, feel: -2, " \
    "autonomy: 1, share: 0.3}\n" \
    "      close:\n" \
    "        - {wrap-up: wrap-up, tool: ticketing, takes: 6, effort: 3, feel: -1, autonomy: 1}\n" \
    "        - {tip: tip, takes: 1, effort: 1, feel: 1, autonomy: 5, optional: true}\n" \
    "    desired:\n" \
    "      dana:\n" \
    "        - {greet: greet, channel: [chat, phone]}\n" \
    "        - {look-up: look up, tool: one screen, takes: 3, wait: 0}\n" \
    "        - {identify: identify, times: 1, takes: 2}\n" \
    "        - {change: change, tool: one screen, autonomy: 4, matters: 10}\n" \
    "        - tell the employee when it takes effect\n" \
    "        - {wrap-up: wrap-up, takes: 2}\n" \
    "      omar:\n" \
    "        - {greet: greet, channel: phone, takes: at least 4}\n" \
    "        - {identify: identify, times: 1}\n" \
    "        - {look-up: look up, effort: 2, feel: 0}\n" \
    "        - {change: change, tool: HRIS, who: buddy}\n" \
    "        - {wrap-up: wrap-up, feel: 0}\n" \
    "    to-be:\n" \
    "      open:\n" \
    "        - {greet: greet, channel: chat, tool: one screen, takes: 1, effort: 2, feel: 1, " \
    "autonomy: 4}\n" \
    "        - {look-up: look up, channel: , tool: one screen, takes: 3, wait: 0, effort: 2, feel: " \
    "0, autonomy: 3}\n" \
    "        - {identify: identify, tool: one screen, takes: 2, times: 1, effort: 2, feel: 0, " \
    "autonomy: 3}\n" \
    "      solve:\n" \
    "        - {change: change, tool: one screen, takes: 5, effort: 2, feel: 1, autonomy: 3}\n" \
    "      close:\n" \
    "        - {tell: tell the employee when it takes effect, takes: 1, effort: 1, feel: 1, " \
    "autonomy: 4}\n" \
    "        - {wrap-up: wrap-up, tool: one screen, takes: 3, effort: 2, feel: 0, autonomy: 3}\n"
#endif
