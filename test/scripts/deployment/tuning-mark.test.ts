import { tuningMark } from '../../../scripts/deployment/tuning-mark';

const PATH = 'detections/_tuning/prod/a.yaml';
const plain = {
  kind: 'Scheduled',
  properties: { severity: 'High', query: 'T', incidentConfiguration: { createIncident: true } },
};

test.each([
  [plain, undefined],
  [{ ...plain, properties: { ...plain.properties, severity: 'Low' } }, ['properties.severity']],
  [
    { ...plain, properties: { ...plain.properties, query: 'U', incidentConfiguration: { createIncident: false } } },
    ['properties.incidentConfiguration.createIncident', 'properties.query'],
  ],
  [{ ...plain, properties: { ...plain.properties, tactics: ['Impact'] } }, ['properties.tactics']],
])('%j', (tuned, decides) => {
  expect(tuningMark(PATH, { plain, tuned })).toEqual(decides === undefined ? undefined : { path: PATH, decides });
});
