package dev.shakedown.tcp;

import dev.shakedown.bytes.Limits;

/** What all connections of one table share. */
record FlowSetting(
    Limits limits, StreamListener.Factory listeners, BufferBudget budget, TcpOptions options) {}
