import type { LineString } from 'geojson';
import { lineOfRoute, type Route, stepsOfRoute, type TravelGraph } from '../network/index.ts';

export interface WayStep {
  /** Empty where the street has no name. */
  street: string;
  meters: number;
  seconds: number;
  /** Turn into the step, degrees, positive to the right, −180 … 180; null for the first. */
  turnDegrees: number | null;
  /** Positions of the line it runs from and to. */
  firstPosition: number;
  lastPosition: number;
}

export interface Way {
  /** Of travel, turnout not counted. */
  seconds: number;
  meters: number;
  line: LineString;
  steps: WayStep[];
}

/** A route in words and as a line, free of the network it was found on. */
export function describeWay(graph: TravelGraph, route: Route): Way {
  const { names } = graph.network;
  return {
    seconds: route.seconds,
    meters: route.meters,
    line: lineOfRoute(graph.network, route),
    steps: stepsOfRoute(graph, route).map(({ name, ...step }) => ({ street: names[name]!, ...step })),
  };
}
