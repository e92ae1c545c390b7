import type { Series } from '../api/answers';
import { count } from '../words/numbers';
import { bucket } from '../words/times';

/** The series in figures, the newest first. */
export function SeriesTable({ series }: { series: Series }) {
  return (
    <div class="table-scroll series-table" role="region" aria-label="Events over time, as a table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" class="number">Events</th>
            <th scope="col" class="number">Unique users</th>
            {series.previous && <th scope="col" class="number">Events before</th>}
          </tr>
        </thead>
        <tbody>
          {series.points.map((point, index) => (
            <tr key={point.start}>
              <th scope="row">{bucket(point.start, series.interval)}</th>
              <td class="number">{count(point.events)}</td>
              <td class="number">{count(point.unique_users)}</td>
              {series.previous && <td class="number">{count(series.previous.points[index]?.events ?? 0)}</td>}
            </tr>
          )).reverse()}
        </tbody>
      </table>
    </div>
  );
}
