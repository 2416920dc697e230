package dev.sangja.web.asset;

/**
 * One file to be served.
 *
 * @param contentType its media type, with the character set where it is text
 * @param content its bytes; the caller must not change them
 * @param immutable whether the address names exactly this content, so that it may be cached for ever
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to the response; never compared.
public record Asset(String contentType, byte[] content, boolean immutable) {}
