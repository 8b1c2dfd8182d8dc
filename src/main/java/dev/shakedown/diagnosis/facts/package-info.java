/** What rules ask about a connection, gathered once from its log. */
package dev.shakedown.diagnosis.facts;
