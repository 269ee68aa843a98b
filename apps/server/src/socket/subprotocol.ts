/** What a WebSocket client offers as subprotocols, and which one the server takes. Pure. */
import { SUBPROTOCOL } from '@chartroom/sync';

const TOKEN_PREFIX = 'chartroom.token.';

export interface Offer {
  readonly protocols: readonly string[];
  /** The secret of the first token among them. */
  readonly secret: string | undefined;
}

export const parseOffer = (header: string | undefined): Offer => {
  const protocols = (header ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '');
  const token = protocols.find((protocol) => protocol.startsWith(TOKEN_PREFIX));
  return { protocols, secret: token?.slice(TOKEN_PREFIX.length) };
};

/**
 * `chartroom.v1` wherever it is offered. A client that offers nothing but its token has to get it back, since
 * browsers and `ws` fail a connection whose offer was not taken up; in all other cases the token is not echoed.
 */
export const selectProtocol = (offer: Offer): string | false => {
  if (offer.protocols.includes(SUBPROTOCOL)) return SUBPROTOCOL;
  const [only, ...others] = offer.protocols;
  return only !== undefined && others.length === 0 && offer.secret !== undefined ? only : false;
};
