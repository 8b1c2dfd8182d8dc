package dev.shakedown.tcp;

/** Something that happened on a connection; an immutable value. TCP's own are {@link TcpEvent}. */
public interface FlowEvent {}
