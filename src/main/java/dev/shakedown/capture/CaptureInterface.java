package dev.shakedown.capture;

/**
 * An interface that packets were captured on, as a pcapng Interface Description Block tells; in
 * pcap there is one that only has a link type and a snapshot length. Texts are empty where the file
 * has none, and cut to 1,024 characters.
 *
 * @param linkType the name of the link type, such as EN10MB
 * @param snaplen most bytes captured of a packet, as claimed; 0 is no limit
 * @param name if_name, such as eth0
 * @param description if_description
 * @param filter the capture filter, if_filter, where it is a text
 * @param os if_os
 * @param hardware if_hardware
 */
public record CaptureInterface(
    String linkType,
    long snaplen,
    String name,
    String description,
    String filter,
    String os,
    String hardware) {}
