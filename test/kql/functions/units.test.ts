import { answer } from '../answers';

test.each<[string, unknown]>([
  ["convert_length(2, 'Kilometer', 'Inch')", 78740.1574803149],
  ["convert_angle(0.5, 'Revolution', 'Radian')", Math.PI],
  ["convert_mass(3, 'Pound', 'Gram')", 1360.77711],
  ["convert_force(1, 'TonneForce', 'Kilonewton')", 9.80665],
  ["convert_energy(2, 'KilowattHour', 'Megajoule')", 7.2],
  ["convert_speed(36, 'KilometerPerHour', 'MeterPerSecond')", 10],
  ["convert_volume(5, 'Hectoliter', 'CubicMeter')", 0.5],
])('%s', (expression, value) => {
  const [[found] = []] = answer(`print x = ${expression}`).rows;
  expect(found).toBeCloseTo(Number(value), 9);
});

test('an unknown unit has no answer', () => {
  expect(answer("print x = convert_length(1, 'Meter', 'Cubit')").rows).toEqual([[null]]);
});

test.each([
  // Rounded in a way that no page shows.
  "convert_length(1, 'Mile', 'Meter')",
  "convert_length(1, 'meter', 'Foot')",
  "convert_temperature(1, 'Kelvin', 'DegreeCelsius')",
])('%s is refused', (expression) => {
  expect(answer(`print x = ${expression}`).error).toMatch(/^unsupported: /);
});
