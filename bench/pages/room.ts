/** The reference stack's signaling: whoever is in a room hears what the others in it say. */

export interface Room {
  join: (room: string) => void;
  say: (message: unknown) => void;
}

/** The server that this script came from; known only while it first runs. */
const source = (document.currentScript as HTMLScriptElement).src;

/** Resolves once the socket is open. */
export const openRoom = (hear: (message: unknown) => void): Promise<Room> => {
  const url = new URL('/room', source);
  url.protocol = 'ws:';
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    hear(JSON.parse(data));
  };
  return new Promise((resolve) => {
    socket.onopen = () => {
      resolve({
        join: (room) => {
          socket.send(JSON.stringify({ join: room }));
        },
        say: (message) => {
          socket.send(JSON.stringify(message));
        },
      });
    };
  });
};
