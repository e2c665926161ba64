package org.whittle.application.access;

/** A token that was just issued: the only time that its secret is known. */
public record IssuedToken(TokenView token, String secret) {}
