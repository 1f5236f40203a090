/** The WebSocket subprotocol (W1). A change that an older peer cannot ignore gets a new one. */
export const SUBPROTOCOL = 'misete.v1';

/** Where the service's sockets are, below its public URL. */
export const GUEST_SOCKET_PATH = '/ws/guest';
export const HOST_SOCKET_PATH = '/ws/host';
