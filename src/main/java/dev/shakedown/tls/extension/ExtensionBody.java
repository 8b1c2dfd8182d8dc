package dev.shakedown.tls.extension;

/** The meaning of extension_data: a record whose components are the fields, in wire order. */
public interface ExtensionBody {}
