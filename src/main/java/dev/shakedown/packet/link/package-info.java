/**
 * Link layers, tags and everything else that a LINKTYPE_ value or an EtherType names. A {@link
 * dev.shakedown.packet.link.HeaderDecoder} reads one header over a {@link
 * dev.shakedown.packet.link.Cursor} and says {@linkplain dev.shakedown.packet.link.Next what
 * follows}; a new one is a class and a line in {@link dev.shakedown.packet.link.LinkDecoders} or
 * {@link dev.shakedown.packet.link.EtherTypes}.
 */
package dev.shakedown.packet.link;
